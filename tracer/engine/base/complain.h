/* How the user is told something. */
#ifndef IPCSCOPE_COMPLAIN_H
#define IPCSCOPE_COMPLAIN_H

/* One sentence on standard error. It may name what others named: controls, format characters and bytes that are
 * not UTF-8 are spelled out as C escapes, as tracer/model/printable.ts does. */
void complain(const char *sentence);

#endif
