/** Other calls that return a descriptor: mounts, bpf, seccomp, landlock. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor" } as const;

export const kernelHandleCalls = {
    open_tree: { number: 428, arguments: ["directoryFd", "path", "flags"], ...made },
    open_tree_attr: { number: 467, arguments: ["directoryFd", "path", "flags", "attributes", "size"], ...made },
    fsopen: { number: 430, arguments: ["name", "flags"], ...made },
    fsmount: { number: 432, arguments: ["filesystemFd", "flags", "attributes"], ...made },
    fspick: { number: 433, arguments: ["directoryFd", "path", "flags"], ...made },
    landlock_create_ruleset: { number: 444, arguments: ["attributes", "size", "flags"], ...made, meaning: "makeRuleset" },
    bpf: { number: 321, arguments: ["command", "attributes", "size"], ...made, meaning: "bpf" },
    seccomp: { number: 317, arguments: ["operation", "flags", "argument"], ...made, meaning: "seccomp" },
} as const satisfies SyscallFamily;
