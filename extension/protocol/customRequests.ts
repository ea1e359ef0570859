/** Requests beyond the Debug Adapter Protocol. */

/** To a process's session: ends this process by SIGKILL and leaves the others alone. No arguments, no body. */
export const endProcess = "ipcscope.endProcess";
