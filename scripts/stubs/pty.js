// Stands in for the native pseudo-terminal of cdt-gdb-adapter; see build-without-native-parts.mjs.
module.exports = {
    create_pty() {
        throw new Error("IPC Scope leaves the terminal to the editor and makes no pseudo-terminal of its own.");
    },
};
