/**
 * Runtimes that a program brings along (Node, Python, a shell), and what they do for themselves: rules, one a line. What a
 * rule names is nobody's message, so that it may be folded away.
 */
import type { EventKind } from "../event";
import type { KernelObjectKind } from "../kindTypes";
import type { SignalActionChanged } from "../owners/signalEvents";
import { runtimePrograms, type RuntimeProgram } from "../runtimePrograms";

/** All that a rule names must be so of an event. */
export interface RuntimeRule {
    readonly kinds?: readonly EventKind[];
    /** Events about an object of such a kind. */
    readonly objects?: readonly KernelObjectKind[];
    /** Events about a pipe that the runtime has made for itself. */
    readonly ownPipes?: true;
    readonly calls?: RegExp;
    readonly errors?: RegExp;
    readonly paths?: RegExp;
    readonly signals?: RegExp;
    readonly actions?: readonly SignalActionChanged["action"][];
    readonly descriptors?: readonly number[];
    /** Only before the program itself runs: until the process has an epoll instance. */
    readonly starting?: true;
}

export interface Runtime extends RuntimeProgram {
    /** Options of its command line whose value is a word of its own. */
    readonly optionsWithValue: ReadonlySet<string>;
    /** Files that it opens, reads and closes for itself. */
    readonly files: RegExp;
    /** Programs can make no pipes with it: those that it makes serve itself. */
    readonly pipesAreItsOwn: boolean;
    readonly rules: readonly RuntimeRule[];
}

/** Node's documentation, "Command-line API". */
const nodeOptionsWithValue: ReadonlySet<string> = new Set([
    ...["-r", "--require", "--import", "--loader", "--experimental-loader"],
    ...["-C", "--conditions", "--env-file", "--env-file-if-exists", "--input-type", "--title"],
    ...["--test-name-pattern", "--test-skip-pattern", "--test-reporter", "--test-reporter-destination"],
]);

/** The runtime looks after its children, whatever it tells the program of them. */
const ownChildren: RuntimeRule = { kinds: ["handlerEntered", "handlerReturned"], signals: /^SIGCHLD$/ };

/** What the debugger has it load first tells where it waits (inspector.ts). */
const tellsItsDebugger: RuntimeRule = { kinds: ["callReturned"], calls: /^rename/, paths: /\/inspectors\/\d+\.part$/ };

/** Of what it opens: a pipe does not. */
const asksWhetherItSeeks: RuntimeRule = { kinds: ["callReturned"], calls: /^lseek$/, errors: /^ESPIPE$/ };

/**
 * libuv's loop, wakers and signal pipe (pipe2(2), as all that spawns children there goes through socket pairs); V8's workers;
 * what Node asks about the machine.
 */
const node: Runtime = {
    ...runtimePrograms.node,
    optionsWithValue: nodeOptionsWithValue,
    files: new RegExp(
        [
            /^\/(etc|usr\/lib|usr\/local)\/ssl\//,
            /^\/proc\/(self|\d+)\/(cgroup|maps|stat|status)$/,
            /^\/etc\/(resolv|nsswitch|netsvc|svc|host|gai)\.conf$/,
            /^\/proc\/(meminfo|stat|uptime|cpuinfo|version_signature)$/,
            /^\/proc\/sys\/vm\/overcommit_memory$|^\/sys\/fs\/cgroup\//,
            /\/package\.json$|\/node_modules\/.*\.[cm]?js$|\/bin\/node$/,
        ]
            .map(({ source }) => source)
            .join("|"),
    ),
    pipesAreItsOwn: true,
    rules: [
        ownChildren,
        tellsItsDebugger,
        { objects: ["epoll", "eventfd", "futex", "ioUring"] },
        { ownPipes: true },
        { kinds: ["threadCreated", "threadExited", "signalMaskChanged", "alternativeStackChanged"] },
        { kinds: ["callReturned"], calls: /^(fcntl|ioctl|futex|wait4)$/ },
        { kinds: ["callBlocked", "callResumed"], calls: /^(ioctl|futex)$/ },
        { kinds: ["descriptorFlagsChanged", "statusFlagsChanged"] },
        { kinds: ["signalActionChanged"], starting: true },
        { kinds: ["signalActionChanged"], actions: ["default"] },
        { kinds: ["signalActionChanged"], signals: /^(SIG(PIPE|XFSZ|SEGV|CHLD|USR1)|signal 3\d)$/ },
    ],
};

/** CPython: modules, and what it does with signals and standard streams before it runs them. */
const python: Runtime = {
    ...runtimePrograms.python,
    optionsWithValue: new Set(["-W", "-X", "-Q", "--check-hash-based-pycs"]),
    files: /\/lib\/python\d[^/]*(\/|\.zip$|$)|\/__pycache__\/|\/pyvenv\.cfg$|\/pybuilddir\.txt$|\._pth$|^\/dev\/urandom$/,
    pipesAreItsOwn: false,
    rules: [
        { kinds: ["signalActionChanged"], signals: /^SIG(PIPE|XFSZ)$/ },
        { kinds: ["callReturned", "offsetChanged"], calls: /^(fcntl|ioctl|lseek)$/, descriptors: [0, 1, 2] },
        asksWhetherItSeeks,
    ],
};

/** perl: modules, its seed, what it asks of each file that it opens, and the signal of arithmetic, which it ignores. */
const perl: Runtime = {
    ...runtimePrograms.perl,
    optionsWithValue: new Set(["-I"]),
    files: /\/perl(5|-base)?\/|\.(pm|pl)c$|^\/dev\/u?random$/,
    pipesAreItsOwn: false,
    rules: [
        { kinds: ["signalActionChanged"], signals: /^SIGFPE$/ },
        { kinds: ["callReturned"], calls: /^(fcntl|ioctl)$/ },
        { kinds: ["descriptorFlagsChanged"] },
        { kinds: ["callReturned", "offsetChanged"], calls: /^lseek$/, descriptors: [0, 1, 2] },
        asksWhetherItSeeks,
    ],
};

/** Where bash and dash keep the script, and copies of what a redirection has replaced. */
const keptDescriptors = [10, 11, 12, 13, 14, 15, 16, 255];

/** bash and dash: what they remember of signals, descriptors that they keep for themselves, and waiting until nobody is left. */
const shell: Runtime = {
    ...runtimePrograms.shell,
    optionsWithValue: new Set(["-o", "-O", "--rcfile", "--init-file"]),
    files: /^\/dev\/tty$/,
    pipesAreItsOwn: false,
    rules: [
        ownChildren,
        { kinds: ["descriptorFlagsChanged"] },
        { kinds: ["signalActionChanged"], actions: ["default"] },
        { kinds: ["signalActionChanged"], signals: /^SIG(CHLD|QUIT|TSTP|TTIN|TTOU)$/ },
        { kinds: ["signalMaskChanged"] },
        { kinds: ["callReturned"], calls: /^(fcntl|ioctl)$/ },
        { kinds: ["callReturned"], calls: /^close$/, errors: /^EBADF$/ },
        { kinds: ["callReturned"], calls: /^wait4$/, errors: /^ECHILD$/ },
        { kinds: ["callReturned"], paths: /^\/dev\/tty$/ },
        { kinds: ["callReturned", "offsetChanged"], calls: /^(lseek|fcntl)$/, descriptors: [0, ...keptDescriptors] },
        { kinds: ["descriptorDuplicated"], calls: /^fcntl$/ },
        { kinds: ["descriptorDuplicated", "descriptorClosed"], descriptors: keptDescriptors },
    ],
};

export const runtimes: readonly Runtime[] = [node, python, perl, shell];
