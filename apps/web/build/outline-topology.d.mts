import type { OutlineTopology } from 'virtual:outlines';

export declare function outlineTopology(): OutlineTopology;
