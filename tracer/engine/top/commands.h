/* What the client of the control socket commands (docs/engine-interface.md, "Control protocol"). */
#ifndef IPCSCOPE_COMMANDS_H
#define IPCSCOPE_COMMANDS_H

/* Watch the control socket, if there is one. */
void commands_prepare(void);

#endif
