import path from "node:path";
import ts from "typescript";

/** One of the compiler's projects: a tsconfig with files of its own. */
export interface Project {
    /** Path of the tsconfig from the root. */
    readonly path: string;
    /** Its own files, as paths from the root. */
    readonly files: readonly string[];
    /** The tsconfigs of the projects whose declarations it reads. */
    readonly references: readonly string[];
    /** The platforms' declarations: libraries of the compiler without the language's own ("dom", "webworker"), packages of types ("node"). */
    readonly platforms: readonly string[];
}

/** All projects that `tsc --build` builds in the root. Throws where a tsconfig cannot be read. */
export function readProjects(root: string): Project[] {
    const found = new Map<string, Project>();
    const visit = (config: string): void => {
        if (found.has(config)) return;
        const project = readProject(root, config);
        found.set(config, project);
        for (const reference of project.references) visit(reference);
    };
    visit("tsconfig.json");
    return [...found.values()].filter(({ files }) => files.length > 0);
}

function readProject(root: string, config: string): Project {
    const file = path.join(root, config);
    const { config: json, error } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown; error?: ts.Diagnostic };
    const parsed = ts.parseJsonConfigFileContent(json, ts.sys, path.dirname(file), undefined, file);
    const problem = error ?? parsed.errors.find(({ code }) => code !== noInputs);
    if (problem !== undefined) throw new Error(`${config}: ${ts.flattenDiagnosticMessageText(problem.messageText, "\n")}`);
    const libraries = (parsed.options.lib ?? []).map((name) => /^lib\.(.*)\.d\.ts$/.exec(name)?.[1] ?? name);
    return {
        path: config,
        files: parsed.fileNames.map((name) => path.relative(root, name)),
        references: (parsed.projectReferences ?? []).map((reference) => path.relative(root, ts.resolveProjectReferencePath(reference))),
        platforms: [...libraries.filter((name) => !/^es\d+$/.test(name)), ...(parsed.options.types ?? [])],
    };
}

/** "The 'files' list is empty": a tsconfig that only refers to others. */
const noInputs = 18002;
