/** URL of a worker module that lies beside the caller: the source in a clone, the built file in a package. */
export function workerUrl(name: string, from: string): URL {
  return new URL(`./${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from);
}
