/** The search for a program along PATH: execvp(3) tries one folder after the other. */
import type { Event } from "../event";
import type { ProgramExecutionFailed } from "../owners/processEvents";
import { count } from "../words";
import { meansAbsence, sameSource, type Run, type RunEnd } from "./run";
import { baseName } from "../baseName";

export class SearchRun implements Run {
    private readonly paths: string[] = [];

    private constructor(private readonly first: ProgramExecutionFailed) {}

    static begin(event: Event): SearchRun | null {
        if (!isMiss(event)) return null;
        const run = new SearchRun(event);
        run.accepts(event);
        return run;
    }

    accepts(event: Event): boolean {
        if (!isMiss(event) || !sameSource(event, this.first) || baseName(event.path) !== baseName(this.first.path)) return false;
        this.paths.push(event.path);
        return true;
    }

    end(next: Event | null): RunEnd {
        const events = this.paths.length;
        const open = next === null || isOfExec(next);
        const looked = `${this.first.process} looked for ${baseName(this.first.path)} in ${count(new Set(this.paths).size, "folder")}`;
        return { events, text: open ? `${looked}.` : `${looked} and found it nowhere.`, fewest: 2 };
    }
}

/** What an exec that succeeds has closed may be told before it; a failure of another kind, such as EACCES, tells of itself. */
function isOfExec(event: Event): boolean {
    const { kind } = event;
    return kind === "programExecuted" || kind === "programExecutionFailed" || (kind === "descriptorClosed" && event.cause === "exec");
}

function isMiss(event: Event): event is ProgramExecutionFailed {
    return event.kind === "programExecutionFailed" && meansAbsence(event.error);
}
