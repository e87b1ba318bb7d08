import type { Plugin } from 'vite';

export declare function outlines(): Plugin;
