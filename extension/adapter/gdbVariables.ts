/**
 * Variables and expressions of a process that stands still, through gdb's variable objects. They are made anew at every
 * stop: what is in scope changes from line to line. Large arrays are read in parts, as the client asks for them.
 */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { FrameReference, IGDBBackend } from "cdt-gdb-adapter";
import { moreElements, standsElsewhere } from "./messages";

/** What can be unfolded. `paths`: how C names what was last shown in it. */
interface Container {
    readonly content:
        | { readonly kind: "locals" }
        | { readonly kind: "object"; readonly object: string }
        | { readonly kind: "array"; readonly path: string; readonly length: number };
    readonly frame: FrameReference | undefined;
    readonly paths: Map<string, string>;
}

/** The part of a large container that the client wants to see. */
export interface Part {
    readonly start?: number;
    readonly count?: number;
}

/** A variable object, or a child of one, as gdb describes it. */
interface GdbObject {
    readonly name: string;
    readonly exp?: string;
    readonly numchild: string;
    readonly value?: string;
    readonly type?: string;
    readonly has_more?: string;
}

/** gdb makes objects for all elements of an array before it shows one of them. */
const longestWhole = 200;
/** Of what has members: as much as a user looks at in a line. */
const longestLine = 160;
/** For clients that want all at once. */
const mostElements = 1000;
/** References of cdt-gdb-adapter's own begin at 1000. */
const firstReference = 1_000_000;
const memberAccess = new Set(["public", "protected", "private"]);

export class GdbVariables {
    private readonly containers = new Map<number, Container>();
    private nextReference = firstReference;
    private objects: string[] = [];
    private stale: string[] = [];

    constructor(private readonly gdb: () => IGDBBackend) {}

    /** The process goes on, or stands elsewhere. */
    forget(): void {
        this.containers.clear();
        this.stale.push(...this.objects);
        this.objects = [];
    }

    /** gdb itself is gone. */
    forgetGdb(): void {
        this.forget();
        this.stale = [];
    }

    locals(frame: FrameReference): number {
        return this.refer({ kind: "locals" }, frame);
    }

    /** Throws a UserError when the reference is of an earlier stop. */
    async variables(reference: number, part: Part): Promise<DebugProtocol.Variable[]> {
        const container = this.container(reference);
        await this.removeStale();
        const variables = await this.contentOf(container, part);
        for (const { name, evaluateName } of variables) if (evaluateName !== undefined) container.paths.set(name, evaluateName);
        return variables;
    }

    /** What an expression is worth. Throws gdb's reason when it has no value. */
    async evaluate(expression: string, frame: FrameReference | undefined): Promise<DebugProtocol.Variable> {
        await this.removeStale();
        const object = await this.create(expression, frame).catch(() => undefined);
        if (object === undefined || (object.value === "" && Number(object.numchild) === 0)) {
            return { name: expression, value: await this.text(expression, frame), variablesReference: 0 };
        }
        return this.shown(expression, expression, object, frame);
    }

    /** Assigns to what a container shows under a name. */
    async assign(reference: number, name: string, value: string): Promise<DebugProtocol.Variable> {
        const { frame, paths } = this.container(reference);
        const path = paths.get(name) ?? name;
        await this.text(`${path} = ${value}`, frame);
        return this.evaluate(path, frame);
    }

    /** The value of an expression as gdb prints it. Throws gdb's reason when it has none. */
    async text(expression: string, frame: FrameReference | undefined): Promise<string> {
        const { value } = await this.gdb().sendCommand<{ value: string }>(
            `-data-evaluate-expression ${placeOf(frame)}${JSON.stringify(expression)}`,
        );
        return value;
    }

    private refer(content: Container["content"], frame: FrameReference | undefined): number {
        this.containers.set(this.nextReference, { content, frame, paths: new Map() });
        return this.nextReference++;
    }

    private container(reference: number): Container {
        const container = this.containers.get(reference);
        if (container === undefined) throw standsElsewhere();
        return container;
    }

    private contentOf({ content, frame }: Container, part: Part): Promise<DebugProtocol.Variable[]> {
        switch (content.kind) {
            case "locals":
                return this.localVariables(frame);
            case "object":
                return this.members(content.object, frame);
            case "array":
                return this.elements(content.path, content.length, frame, part);
        }
    }

    /** The innermost of those that have the same name: the one that the name means. */
    private async localVariables(frame: FrameReference | undefined): Promise<DebugProtocol.Variable[]> {
        const { variables } = await this.gdb().sendCommand<{ variables: { name: string }[] }>(
            `-stack-list-variables ${placeOf(frame)}--no-values`,
        );
        const names = new Set(variables.map(({ name }) => name));
        return Promise.all([...names].map((name) => this.named(name, frame)));
    }

    private async named(name: string, frame: FrameReference | undefined): Promise<DebugProtocol.Variable> {
        try {
            return await this.shown(name, name, await this.create(name, frame), frame);
        } catch (error) {
            return { name, value: `<${error instanceof Error ? error.message : String(error)}>`, variablesReference: 0 };
        }
    }

    private async members(object: string, frame: FrameReference | undefined): Promise<DebugProtocol.Variable[]> {
        const variables: DebugProtocol.Variable[] = [];
        for (const child of await this.childrenOf(object)) {
            if (child.type === undefined && memberAccess.has(child.exp ?? "")) variables.push(...(await this.members(child.name, frame)));
            else variables.push(await this.shown(elementName(child.exp ?? ""), await this.pathOf(child.name), child, frame));
        }
        return variables;
    }

    private async elements(
        path: string,
        length: number,
        frame: FrameReference | undefined,
        { start = 0, count }: Part,
    ): Promise<DebugProtocol.Variable[]> {
        const shown = Math.min(count ?? mostElements, length - start);
        if (shown <= 0) return [];
        const { name } = await this.create(`${path}[${start}]@${shown}`, frame);
        const variables = await Promise.all(
            (await this.childrenOf(name)).map((child, index) =>
                this.shown(`[${start + index}]`, `${path}[${start + index}]`, child, frame),
            ),
        );
        const unseen = length - start - shown;
        return count !== undefined || unseen === 0
            ? variables
            : [...variables, { name: "…", value: moreElements(unseen), variablesReference: 0 }];
    }

    private async shown(
        name: string,
        path: string | undefined,
        object: GdbObject,
        frame: FrameReference | undefined,
    ): Promise<DebugProtocol.Variable> {
        const length = Number(object.numchild);
        const isArray = /\[\d+\]$/.test(object.type ?? "");
        const unfolds = length > 0 || object.has_more === "1";
        const inParts = isArray && length > longestWhole && path !== undefined;
        const content: Container["content"] = inParts
            ? { kind: "array", path: inBrackets(path), length }
            : { kind: "object", object: object.name };
        return {
            name,
            value: await this.textOf(path, object, isArray, frame),
            ...(object.type === undefined ? {} : { type: object.type }),
            ...(path === undefined ? {} : { evaluateName: path, memoryReference: `&(${path})` }),
            ...(inParts ? { indexedVariables: length } : {}),
            variablesReference: unfolds ? this.refer(content, frame) : 0,
        };
    }

    private async textOf(
        path: string | undefined,
        object: GdbObject,
        isArray: boolean,
        frame: FrameReference | undefined,
    ): Promise<string> {
        if (path === undefined) return object.value ?? object.type ?? "";
        if (isArray) return this.arrayText(path, object, frame);
        // gdb's own word for whatever has members.
        if (object.value === "{...}") return cut(await this.text(path, frame).catch(() => "{...}"));
        return object.value ?? object.type ?? "";
    }

    /** An array is shown with what is in it, as far as that can be read at a glance: `"text"`, `{3, 4}`, `{{x = 1}, {x = 2}}`. */
    private async arrayText(path: string, { type = "", value = "" }: GdbObject, frame: FrameReference | undefined): Promise<string> {
        const hasMembers = /\b(?:struct|union)\b/.test(type);
        const whole = await this.text(path, frame).catch(() => undefined);
        if (whole !== undefined) return hasMembers ? cut(whole) : whole;
        if (hasMembers) return value;
        // Too large for gdb to read as a whole.
        const beginning = await this.text(`*${inBrackets(path)}@${longestWhole}`, frame).catch(() => value);
        return beginning.replace(/\}$/, "...}");
    }

    private async create(expression: string, frame: FrameReference | undefined): Promise<GdbObject> {
        const object = await this.gdb().sendCommand<GdbObject>(`-var-create ${placeOf(frame)}- * ${JSON.stringify(expression)}`);
        this.objects.push(object.name);
        return object;
    }

    private async childrenOf(object: string): Promise<readonly GdbObject[]> {
        await this.gdb().sendCommand(`-var-update ${object}`);
        const { children } = await this.gdb().sendCommand<{ children?: GdbObject[] }>(
            `-var-list-children --all-values ${object} 0 ${mostElements}`,
        );
        return children ?? [];
    }

    /** Undefined for what C has no name for. */
    private async pathOf(object: string): Promise<string | undefined> {
        try {
            const { path_expr: path } = await this.gdb().sendCommand<{ path_expr: string }>(`-var-info-path-expression ${object}`);
            return path;
        } catch {
            return undefined;
        }
    }

    private async removeStale(): Promise<void> {
        const stale = this.stale;
        this.stale = [];
        await Promise.all(
            stale.map((object) =>
                this.gdb()
                    .sendCommand(`-var-delete ${object}`)
                    .catch(() => undefined),
            ),
        );
    }
}

function cut(text: string): string {
    return text.length <= longestLine ? text : `${text.slice(0, longestLine)}…}`;
}

/** For gdb's commands: which frame they are about. */
export function placeOf(frame: FrameReference | undefined): string {
    return frame === undefined ? "" : `--thread ${frame.threadId} --frame ${frame.frameId} `;
}

function elementName(expression: string): string {
    return /^\d+$/.test(expression) ? `[${expression}]` : expression;
}

function inBrackets(path: string): string {
    return /^[\w.[\]]+$/.test(path) ? path : `(${path})`;
}
