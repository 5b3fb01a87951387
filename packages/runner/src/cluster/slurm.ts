import { mergeCommand, shardCommand, type ClusterFile, type ClusterPlan } from './cluster-plan.ts';
import { quoteShell } from './quote.ts';

/** Seconds before its time limit at which a task is told to stop: what runs is finished or thrown away, what is done stays. */
const WARNING_SECONDS = 60;
const MERGE_MEGABYTES = 4096;

/** An array job of one task a shard, the merge that waits for it, and the script that submits both. */
export function slurmFiles(plan: ClusterPlan): ClusterFile[] {
  return [arrayJob(plan), mergeJob(plan), submit(plan)];
}

function arrayJob(plan: ClusterPlan): ClusterFile {
  const text = `#!/bin/bash
#SBATCH --job-name=deidbench
#SBATCH --array=1-${plan.shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${plan.jobs}
#SBATCH --mem=${plan.memoryMegabytes}M
#SBATCH --time=${plan.minutes}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:TERM@${WARNING_SECONDS}
# One task, one shard. A task that is started again goes on where it stopped: each unit's result is a file of its own, written whole or not
# at all. Tools work on the node's own disk; the shared disk gets results alone, and no database is written there.
set -uo pipefail
i=\${SLURM_ARRAY_TASK_ID:?submit this file with submit.sh}
scratch=$(mktemp -d "\${SLURM_TMPDIR:-\${TMPDIR:-/tmp}}/deidbench-XXXXXXXX") || exit 3
${shardCommand(plan, '$i', '$scratch')} &
run=$!
trap 'kill -TERM "$run" 2>/dev/null' TERM INT
trap 'rm -rf "$scratch"' EXIT
# A signal ends the waiting, not the run: wait again until it is gone.
while true; do
  wait "$run"
  code=$?
  kill -0 "$run" 2>/dev/null || break
done
exit "$code"
`;
  return { name: 'deidbench.sbatch', text, executable: true };
}

function mergeJob(plan: ClusterPlan): ClusterFile {
  const text = `#!/bin/bash
#SBATCH --job-name=deidbench-merge
#SBATCH --ntasks=1
#SBATCH --mem=${Math.min(MERGE_MEGABYTES, plan.memoryMegabytes)}M
#SBATCH --time=${plan.minutes}
exec ${mergeCommand(plan)}
`;
  return { name: 'merge.sbatch', text, executable: true };
}

function submit(plan: ClusterPlan): ClusterFile {
  // In the name of a log % begins a code of Slurm.
  const logs = `${plan.out}/logs`;
  const named = (file: string) => quoteShell(`${logs.replaceAll('%', '%%')}/${file}`);
  const text = `#!/bin/bash
# Submits the array, and the merge that begins once every shard is done. Arguments go to sbatch: --partition, --account …
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p ${quoteShell(logs)}
array=$(sbatch --parsable --output=${named('shard-%a.log')} "$@" deidbench.sbatch)
sbatch --parsable --output=${named('merge.log')} --dependency=afterok:"\${array%%;*}" --kill-on-invalid-dep=yes "$@" merge.sbatch
`;
  return { name: 'submit.sh', text, executable: true };
}
