/** JSON Schemas (draft 7) of what is handed to schedulers: the documented fields that we write, and no other. */

const text = { type: 'string', minLength: 1 };
const whole = { type: 'integer', minimum: 1 };
const name = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };

function exactly(properties: Record<string, unknown>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', properties, required, additionalProperties: false };
}

function listOf(items: object): object {
  return { type: 'array', minItems: 1, items };
}

const quantities = exactly({ cpu: { type: 'string', pattern: '^[0-9]+m?$' }, memory: { type: 'string', pattern: '^[0-9]+(Ki|Mi|Gi)$' } });
const container = exactly({
  name,
  image: text,
  command: listOf({ type: 'string' }),
  resources: exactly({ limits: quantities, requests: quantities }),
  volumeMounts: listOf(exactly({ name, mountPath: { type: 'string', pattern: '^/[^:]*$' } })),
});
const volume = exactly({ name, persistentVolumeClaim: exactly({ claimName: name }), emptyDir: { type: 'object', maxProperties: 0 } }, [
  'persistentVolumeClaim',
  'emptyDir',
]);

/** Job of Kubernetes' API batch/v1, indexed: `backoffLimitPerIndex` asks for the policy Never and for completionMode Indexed. */
export const KUBERNETES_JOB = exactly({
  apiVersion: { const: 'batch/v1' },
  kind: { const: 'Job' },
  metadata: exactly({ name }),
  spec: exactly({
    completionMode: { const: 'Indexed' },
    completions: whole,
    parallelism: whole,
    backoffLimitPerIndex: { type: 'integer', minimum: 0 },
    activeDeadlineSeconds: whole,
    template: exactly({ spec: exactly({ restartPolicy: { const: 'Never' }, containers: listOf(container), volumes: listOf(volume) }) }),
  }),
});

const batchName = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$' };
const place = exactly({ name: text, host: exactly({ sourcePath: text }) });
const mount = exactly({ sourceVolume: text, containerPath: text, readOnly: { type: 'boolean' } });

/** Request of AWS Batch's RegisterJobDefinition. */
export const AWS_JOB_DEFINITION = exactly({
  jobDefinitionName: batchName,
  type: { const: 'container' },
  platformCapabilities: listOf({ enum: ['EC2', 'FARGATE'] }),
  retryStrategy: exactly({ attempts: { type: 'integer', minimum: 1, maximum: 10 } }),
  timeout: exactly({ attemptDurationSeconds: { type: 'integer', minimum: 60 } }),
  containerProperties: exactly({
    image: text,
    command: listOf({ type: 'string' }),
    resourceRequirements: listOf(exactly({ type: { enum: ['VCPU', 'MEMORY', 'GPU'] }, value: { type: 'string', pattern: '^[0-9]+$' } })),
    volumes: listOf(place),
    mountPoints: listOf(mount),
  }),
});

/** Request of AWS Batch's SubmitJob. */
export const AWS_SUBMIT_JOB = exactly({
  jobName: batchName,
  jobQueue: batchName,
  jobDefinition: batchName,
  arrayProperties: exactly({ size: { type: 'integer', minimum: 2, maximum: 10_000 } }),
});
