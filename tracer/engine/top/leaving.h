#ifndef IPCSCOPE_LEAVING_H
#define IPCSCOPE_LEAVING_H

/* The recording ends, and the client with it; the processes go on. Their calls would fail without a tracer (seccomp(2),
 * SECCOMP_RET_TRACE), and a filter cannot be taken away, so the engine stays with them, in the background. */
void leaving(void);

#endif
