import { MERGE_MEGABYTES, mergeCommand, shardCommand, warningSeconds, type ClusterFile, type ClusterPlan } from './cluster-plan.ts';
import { quoteShell } from './quote.ts';

/** A task that comes near the end of its time queues itself again so many times at most: a unit that never fits into it must not go round for ever. */
const MOST_RESTARTS = 20;
/** Seconds that a unit at work is given to end before it is broken off. */
const GRACE = 60;

/** An array job of one task a shard, the merge that waits for it, and the script that submits both. */
export function slurmFiles(plan: ClusterPlan): ClusterFile[] {
  return [arrayJob(plan), mergeJob(plan), submit(plan)];
}

function arrayJob(plan: ClusterPlan): ClusterFile {
  const warning = warningSeconds(plan);
  const text = `#!/bin/bash
#SBATCH --job-name=deidbench
#SBATCH --array=1-${plan.shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${plan.jobs}
#SBATCH --mem=${plan.memoryMegabytes}M
#SBATCH --time=${plan.minutes}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@${warning}
# One task, one shard. A task that is started again goes on where it stopped: each unit's result is a file of its own, written whole or not
# at all. Tools work on the node's own disk; the shared disk gets results alone, and no database is written there.
${before(plan)}set -uo pipefail
# An array that is too long for this cluster is submitted in several; the first argument says how many shards come before this one.
i=$((\${1:-0} + \${SLURM_ARRAY_TASK_ID:?submit this file with submit.sh}))
for disk in "\${SLURM_TMPDIR:-}" "\${TMPDIR:-}" /tmp; do [ -d "$disk" ] && [ -w "$disk" ] && break; done
mine="$disk/deidbench-\${SLURM_ARRAY_JOB_ID:-0}-$i"
rm -rf "$mine".* # left by a task that was killed here
scratch=$(mktemp -d "$mine.XXXXXXXX") || exit 3
trap 'rm -rf "$scratch"' EXIT
# Told to stop, deidbench ends the units at work and begins none; told again, it breaks them off.
run=
near=
signalled=
# shellcheck disable=SC2317,SC2329 # called by a trap
stop() {
  signalled=1
  [ -z "$run" ] || kill -TERM "$run" 2>/dev/null
}
# shellcheck disable=SC2317,SC2329 # called by a trap
near_the_end() {
  near=1
  stop
  (sleep ${Math.min(GRACE, Math.floor(warning / 2))} && kill -TERM "$run") >/dev/null 2>&1 &
}
trap stop TERM INT
trap near_the_end USR1
${shardCommand(plan, '$i', '$scratch')} &
run=$!
[ -z "$signalled" ] || kill -TERM "$run" 2>/dev/null
# Not waited for directly: bash may lose how a process ended whose end meets a signal in that wait. A signal is heard within the second.
while kill -0 "$run" 2>/dev/null; do sleep 1 >/dev/null 2>&1; done
wait "$run"
code=$?
# Near the end of its time: what is done is saved, the rest goes on in a new task.
if [ -n "$near" ] && [ "$code" = 130 ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${MOST_RESTARTS} ]; then
  rm -rf "$scratch"
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && sleep 30
fi
exit "$code"
`;
  return { name: 'deidbench.sbatch', text, executable: true };
}

/** What a node must know and do first. Modules of many sites fail under \`set -u\`, which comes after. */
function before({ env, workFolder, setup }: ClusterPlan): string {
  const enter = workFolder === undefined ? [] : [`cd ${quoteShell(workFolder)} || true\n`];
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quoteShell(value)}\n`);
  return [...enter, ...exports, ...(setup === undefined ? [] : [`${setup}\n`])].join('');
}

function mergeJob(plan: ClusterPlan): ClusterFile {
  const text = `#!/bin/bash
#SBATCH --job-name=deidbench-merge
#SBATCH --ntasks=1
#SBATCH --mem=${Math.min(MERGE_MEGABYTES, plan.memoryMegabytes)}M
#SBATCH --time=${plan.minutes}
${before(plan)}exec ${mergeCommand(plan)}
`;
  return { name: 'merge.sbatch', text, executable: true };
}

function submit(plan: ClusterPlan): ClusterFile {
  // In the name of a log % begins a code of Slurm.
  const logs = `${plan.out}/logs`;
  const named = (file: string) => `${quoteShell(`${logs.replaceAll('%', '%%')}/`)}${file}`;
  const text = `#!/bin/bash
# Submits the array, and the merge that begins once every shard has ended: it names a shard that is not done. Submitting all again goes on
# where it stopped. Arguments go to sbatch: --partition, --account …
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p ${quoteShell(logs)}
# A cluster bounds the length of an array: more shards are several arrays.
most=$(scontrol show config 2>/dev/null | sed -n 's/^MaxArraySize *= *//p') || true
most=$((\${most:-1001} - 1))
[ "$most" -ge 1 ] || { echo 'This cluster takes no arrays (MaxArraySize).' >&2; exit 3; }
jobs=
for ((first = 0; first < ${plan.shards}; first += most)); do
  left=$((${plan.shards} - first))
  log=shard-%a.log
  [ "$first" = 0 ] || log=shard-$first+%a.log
  job=$(sbatch --parsable --array=1-$((left < most ? left : most)) --output=${named('"$log"')} "$@" deidbench.sbatch "$first")
  jobs=$jobs:\${job%%;*}
done
sbatch --parsable --output=${named('merge.log')} --dependency=afterany"$jobs" "$@" merge.sbatch
`;
  return { name: 'submit.sh', text, executable: true };
}
