/**
 * Which function of the C library a program, or another library, has called: of the frames in the library the outermost tells, and where
 * that is in a function that is not exported, the call instruction of its caller.
 */
import path from "node:path";
import type { ModuleRecord, StackFrame } from "../trace/record";
import { readExportedFunctions, type ExportedFunctions } from "./exportedFunctions";
import { readImportedFunctions, type ImportedFunctions } from "./importedFunctions";

interface Module {
    readonly record: ModuleRecord;
    readonly isLibrary: boolean;
    /** Read when the first stack comes that is in it. */
    exported: Promise<ExportedFunctions | undefined> | undefined;
    imported: Promise<ImportedFunctions | undefined> | undefined;
    /** By the place of the call. */
    readonly called: Map<bigint, Promise<string | undefined>>;
}

/** The GNU C library since version 2.25, by the names of its files; before 2.34 its threads were a library of their own. */
const glibc = /^(libc|libpthread)(\.so\.\d|-2\.(2[5-9]|3\d)\.so)$/;

export class CalledLibrary {
    private readonly modules = new Map<number, Module>();
    private readonly functions = new Map<number, string>();

    addModule(record: ModuleRecord): void {
        const isLibrary = glibc.test(path.basename(record.path));
        this.modules.set(record.id, { record, isLibrary, exported: undefined, imported: undefined, called: new Map() });
    }

    async prepare(stacks: ReadonlyMap<number, readonly StackFrame[]>): Promise<void> {
        for (const [id, frames] of stacks) {
            const name = await this.called(frames);
            if (name !== undefined) this.functions.set(id, name);
        }
    }

    functionOf(stackId: number): string | undefined {
        return this.functions.get(stackId);
    }

    private async called(frames: readonly StackFrame[]): Promise<string | undefined> {
        const inLibrary = frames.findIndex(({ module }) => this.modules.get(module)?.isLibrary !== true);
        const outermost = frames[(inLibrary < 0 ? frames.length : inLibrary) - 1];
        if (outermost === undefined) return undefined;
        return (await this.exportedAt(outermost)) ?? (inLibrary < 0 ? undefined : await this.calledBy(frames[inLibrary]));
    }

    private async exportedAt({ module: id, offset }: StackFrame): Promise<string | undefined> {
        const module = this.modules.get(id);
        if (module === undefined) return undefined;
        module.exported ??= readExportedFunctions(module.record.path, module.record.buildId);
        return (await module.exported)?.at(offset);
    }

    private async calledBy(frame: StackFrame | undefined): Promise<string | undefined> {
        const module = frame === undefined ? undefined : this.modules.get(frame.module);
        if (frame === undefined || module === undefined) return undefined;
        module.imported ??= readImportedFunctions(module.record.path, module.record.buildId);
        const imported = await module.imported;
        const known = module.called.get(frame.offset) ?? imported?.calledAt(frame.offset) ?? Promise.resolve(undefined);
        module.called.set(frame.offset, known);
        return known;
    }
}
