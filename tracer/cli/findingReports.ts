/** Findings as people and programs read them. */
import path from "node:path";
import { version } from "../../package.json";
import { catalogue } from "../diagnosis/catalogue";
import type { Finding, Place, Severity } from "../diagnosis/finding";
import { count } from "../model/words";
import type { LineOutput } from "./terminal";

export type ReportForm = "text" | "json" | "sarif" | "github";

export const findingReports: Readonly<Record<ReportForm, (findings: readonly Finding[], output: LineOutput) => void>> = {
    text(findings, output) {
        for (const finding of findings) {
            const { id, severity, certainty, message, locations } = finding;
            output.line(
                { text: `${severity} ${id}`, style: severity === "error" ? "waits" : "heading" },
                certainty === "likely" ? " (likely): " : ": ",
                message,
            );
            for (const place of locations) output.line("    ", { text: placeLine(place), style: "faint" });
            output.line("");
        }
        output.line(findings.length === 0 ? "Nothing was found." : `${count(findings.length, "finding")}.`);
    },
    json(findings, output) {
        output.json({ findings: findings.map(jsonOf) });
    },
    sarif(findings, output) {
        output.json({
            $schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [
                {
                    tool: {
                        driver: {
                            name: "ipcscope",
                            version,
                            rules: catalogue.map(({ id, title }) => ({ id, shortDescription: { text: title } })),
                        },
                    },
                    results: findings.map(sarifResult),
                },
            ],
        });
    },
    github(findings, output) {
        for (const { id, severity, message, locations } of findings) {
            const [first] = locations;
            const where = first === undefined ? "" : ` file=${escapedProperty(fromHere(first.file))},line=${first.line},`;
            output.line(`::${githubLevels[severity]}${where === "" ? " " : where}title=${id}::${escapedData(message)}`);
        }
    },
};

function placeLine({ file, line, process, role }: Place): string {
    return `${file}:${line}: ${role} (${process})`;
}

function jsonOf({ id, severity, certainty, message, process, object, fd, locations }: Finding): object {
    return {
        ...{ id, severity, certainty, message, process },
        ...(object !== undefined && { object }),
        ...(fd !== undefined && { fd }),
        locations: locations.map(({ file, line, process: of, role }) => ({ file, line, process: of, role })),
    };
}

function sarifResult({ id, severity, message, locations }: Finding): object {
    const [first, ...others] = locations.map(({ file, line, role }) => ({
        physicalLocation: { artifactLocation: { uri: `file://${encodeURI(file)}` }, region: { startLine: line } },
        message: { text: role },
    }));
    return {
        ruleId: id,
        level: severity,
        message: { text: message },
        ...(first !== undefined && { locations: [first] }),
        ...(others.length > 0 && { relatedLocations: others }),
    };
}

const githubLevels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

/** A job's working directory is that of its repository, to which GitHub wants paths to be relative. */
function fromHere(file: string): string {
    const relative = path.relative(process.cwd(), file);
    return relative.startsWith("..") ? file : relative;
}

/** As GitHub's workflow commands want their data and properties. */
function escapedData(text: string): string {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
    return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
