/** Thrown inside the reader when the head of a file that is at hand ends too early; never leaves the package. */
export const NeedMore = Object.freeze(new Error('more bytes of the file are needed'));
