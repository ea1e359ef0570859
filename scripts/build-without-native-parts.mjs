// cdt-gdb-adapter can talk to serial ports and make pseudo-terminals of its own, through native modules.
// IPC Scope uses neither: its targets are UNIX sockets, and the terminal belongs to the editor. Bundling
// the native modules would tie the .vsix to one version of Node, so they are replaced by modules that
// throw one clear sentence when somebody calls them after all.
import path from "node:path";

export function withoutNativeParts(root) {
    const stub = (name) => ({ path: path.join(root, "scripts/stubs", name) });
    return {
        name: "without-native-parts",
        setup(build) {
            build.onResolve({ filter: /^serialport$/ }, () => stub("serialport.js"));
            build.onResolve({ filter: /\/pty\.node$/ }, () => stub("pty.js"));
        },
    };
}
