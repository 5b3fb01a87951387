import { describeSandbox } from './testing/describe-sandbox.ts';

await describeSandbox('bwrap');
