/**
 * Mends signs that a typeface draws alike by what stands beside them: a zero among letters is an O, an O among figures a zero. Runs that mix
 * letters with other figures (numbers of patients, say) stay as they were read.
 */
export function mendLookAlikes(text: string): string {
  return text.replaceAll(/[\p{L}\p{N}]+/gu, (run) => {
    const zeros = run.match(/0/g)?.length ?? 0;
    const letters = run.match(/\p{L}/gu)?.length ?? 0;
    if (zeros > 0 && zeros * 2 <= letters && !/[1-9]/.test(run)) return run.replaceAll('0', /\p{Ll}/u.test(run) ? 'o' : 'O');
    const figures = run.length - letters;
    if (letters > 0 && letters * 2 <= figures && /^[\dOoQIl|]+$/.test(run)) return run.replaceAll(/[OoQ]/g, '0').replaceAll(/[Il|]/g, '1');
    return run;
  });
}
