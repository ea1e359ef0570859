/* The descriptors that we were started with, which belong to the programs. */
#ifndef IPCSCOPE_INHERITED_H
#define IPCSCOPE_INHERITED_H

/* So that no file of ours becomes a standard one where these are closed. The programs find them closed. */
void inherited_reserve_standard(void);
/* Keep standard error alone: whoever waits for the last writer of a pipe does not wait for us. */
void inherited_release(void);
/* Keep none. */
void inherited_release_all(void);

#endif
