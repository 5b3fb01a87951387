export * from '../actions/index.ts';
export * from './maps.ts';
