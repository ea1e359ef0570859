/* What is in the memory that processes share (docs/trace-format.md, "contents"). */
#ifndef IPCSCOPE_CONTENTS_H
#define IPCSCOPE_CONTENTS_H

/* Write a record of the first bytes of every shared mapping of the targets, each object once; none when there is nothing. */
void contents_append(void);

#endif
