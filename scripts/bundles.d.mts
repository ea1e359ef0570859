import type { BuildOptions } from "esbuild";

export const root: string;
export const dist: string;
export const bundles: readonly (BuildOptions & { readonly entryPoints: string[] })[];
export const engineTableWriter: BuildOptions;
