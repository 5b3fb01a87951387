export { cacheFolder } from './fetch-package.ts';
export { furtherFiles } from './further-files.ts';
export { realFiles, type RealFile, type RealFiles } from './real-files.ts';
export { codedPixels, imageElements, testFrame } from './frames.ts';
export { sampleDataset, sampleElements, samplePixels } from './sample.ts';
export { dcmjsReader, type DcmjsDict } from './dcmjs.ts';
export { oddFile } from './odd-values.ts';
export { unpack } from './unpack.ts';
