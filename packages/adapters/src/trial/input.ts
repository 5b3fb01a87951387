/** A file that the tool was given, under its neutral name. */
export interface TrialInput {
  name: string;
  bytes: Uint8Array;
}
