/** Every sentence of the adapter's own that a user can see: one function each. */
import type { ProcessEnd } from "./waitStatus";

/** A request that cannot be done; the message is meant for the user. */
export class UserError extends Error {
    override readonly name = "UserError";
}

export function argumentMissing(command: string, name: string): UserError {
    return new UserError(`The request '${command}' lacks its argument '${name}'.`);
}

export function launchCancelled(): UserError {
    return new UserError("The launch was cancelled.");
}

export function noProgram(): UserError {
    return new UserError('Nothing to run: open a C file, or set "program" in the launch configuration.');
}

export function wrongAttribute(attribute: string, expected: string): UserError {
    return new UserError(`The launch configuration's "${attribute}" must be ${expected}.`);
}

export function workingDirectoryMissing(directory: string): UserError {
    return new UserError(`The working directory ${directory} does not exist.`);
}

export function nodeMissing(node: string): UserError {
    return new UserError(`'${node}' is no Node that runs here: install Node, or name it with "runtimeExecutable".`);
}

export function typeScriptNotUnderstood(program: string, version: string): UserError {
    return new UserError(
        `Node ${version} does not run TypeScript, and ${program} finds no tsx: install it ('npm install --save-dev tsx'), or use Node 22.18 or later.`,
    );
}

export function sourceMissing(source: string): UserError {
    return new UserError(`There is no file ${source}.`);
}

export function compilerMissing(compiler: string): UserError {
    return new UserError(
        `The C compiler "${compiler}" was not found. Install it (on Debian: sudo apt install gcc libc6-dev), or set "compiler" in the launch configuration.`,
    );
}

export function compilationFailed(source: string, errors: number, first: string): UserError {
    const count = errors === 1 ? "1 error" : `${errors} errors`;
    return new UserError(errors === 0 ? `${source} does not compile: ${first}.` : `${source} does not compile (${count}). ${first}`);
}

export function cacheNotWritable(folder: string, reason: string): UserError {
    return new UserError(`The cache folder ${folder} cannot be written: ${reason}.`);
}

export function gdbMissing(gdb: string): string {
    return `gdb ("${gdb}") was not found, so breakpoints, stepping and pausing do not work; the program runs, and the diagram shows what it does. Install gdb (on Debian: sudo apt install gdb).`;
}

export function gdbNeeded(): UserError {
    return new UserError("This needs gdb, which was not found.");
}

export function gdbFailed(process: string, reason: string): string {
    return `gdb could not take over ${process}: ${reason} The process runs on without it.`;
}

export function gdbTookNotOver(process: string): UserError {
    return new UserError(`gdb could not take over ${process}.`);
}

export function gdbSilent(seconds: number): UserError {
    return new UserError(`it did not answer within ${seconds} seconds.`);
}

export function gdbDied(process: string): string {
    return `The gdb of ${process} ended unexpectedly. The process runs on without it; the next stop starts another one.`;
}

export function processIsRunning(process: string): UserError {
    return new UserError(`${process} is running; pause it first.`);
}

export function standsElsewhere(): UserError {
    return new UserError("The process has gone on since: this belongs to an earlier stop.");
}

export function moreElements(count: number): string {
    return `${count} more`;
}

export function noCaller(): UserError {
    return new UserError("This function has no caller to step out to; continue instead.");
}

/** `watched`: the expression of a data breakpoint. */
export function watchedInSoftware(watched: string): string {
    return `No debug register can watch ${watched} here. gdb looks at it after every instruction: the process is slow until this data breakpoint is removed.`;
}

export function readsAreNotWatched(watched: string): string {
    return `Reads of ${watched} cannot be seen without debug registers, which this machine does not have, but in shared memory that is watched; changes of its value can.`;
}

/** `watched`: the expression of a data breakpoint. */
export function watchedIsGone(watched: string): string {
    return `${watched} is out of scope now, and its data breakpoint is gone.`;
}

export function launchedBefore(): UserError {
    return new UserError("This session has launched its programs already.");
}

export function nothingToRestart(): UserError {
    return new UserError("Nothing has been started that could be started again.");
}

export function nothingToWatch(): UserError {
    return new UserError("No program runs whose memory could be watched.");
}

export function launchHasNoCode(): UserError {
    return new UserError("The launch itself runs no code: select one of its processes in the Call Stack.");
}

/** vfork(2) suspends the caller, so that nothing can stop it. */
export function waitsInVfork(process: string, child: string): string {
    return `${process} is suspended by vfork(2) until ${child} has executed a program or ended; it stops then.`;
}

export function breakpointWaitsForVfork(process: string): string {
    return `${process} is suspended by vfork(2); the breakpoint is set when it goes on.`;
}

export function processGone(pid: number): UserError {
    return new UserError(`Process ${pid} has ended.`);
}

export function processSessionOutlivedLaunch(): UserError {
    return new UserError("The launch that this process belonged to has ended. Start the program again.");
}

export function sessionsNotSupported(): string {
    return "This client cannot open a debug session for each process (it lacks startDebugging): the program runs and is recorded, but breakpoints do not work.";
}

export function sessionRefused(process: string, reason: string): string {
    return `The client opened no debug session for ${process}: ${reason}`;
}

export function terminalNotPrepared(folder: string, reason: string): UserError {
    return new UserError(`Nothing can be started in a terminal, since the folder ${folder} cannot be written: ${reason}.`);
}

export function terminalRefused(reason: string): UserError {
    return new UserError(`The program could not be started in a terminal: ${reason}`);
}

export function engineSilent(seconds: number): UserError {
    return new UserError(`The engine did not start within ${seconds} seconds. Look at the terminal for the reason.`);
}

export function terminalClosed(): UserError {
    return new UserError("The terminal was closed before the program started.");
}

export function terminalSlow(seconds: number): string {
    return `The program has not started after ${seconds} seconds: the terminal, or the shell in it, is not ready. Look there: it may wait for you.`;
}

/** `output`: what the engine printed last. */
export function engineDidNotStart(output: string): UserError {
    return output === ""
        ? new UserError("The engine ended before it started the program. Look at the terminal for the reason.")
        : programDidNotStart(output);
}

/** A sentence of the engine's or the recorder's, as it is written for a terminal. */
export function programDidNotStart(sentence: string): UserError {
    return new UserError(capitalized(sentence.replace(/^ipcscope: /, "")));
}

export function engineGone(): string {
    return "The engine was killed from outside, and all programs with it. The trace ends there.";
}

export function outputLost(): string {
    return "What the programs print could be passed on no more, since what did so was killed from outside. They were ended.";
}

export function recordingFailed(sentence: string): string {
    return `${capitalized(sentence)} The programs go on; the diagram shows the last recorded moment.`;
}

export function quietProcesses(shown: number): string {
    return `More than ${shown} processes are running: further ones appear in the Call Stack when they stop.`;
}

export function processEnded(process: string, end: ProcessEnd): string {
    return "code" in end ? `${process} exited with status ${end.code}.` : `${process} was killed by ${end.signal}.`;
}

export function invalidHitCondition(condition: string): string {
    return `The hit count "${condition}" is not understood: write a number (stop at that hit only) or > and a number (stop at every later hit).`;
}

export function noFunctionYet(name: string): string {
    return `No program that this process runs has a function ${name}.`;
}

export function noSourceYet(): string {
    return "No program that this process runs was compiled from this file with -g.";
}

function capitalized(sentence: string): string {
    return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export function noSuchSignal(name: string): UserError {
    return new UserError(`There is no signal ${name}.`);
}

export function signalNotSent(signal: string, process: string, reason: string): UserError {
    return new UserError(`${signal} could not be sent to ${process}: ${reason}`);
}
