/* Which files are mapped where in an address space, as far as code goes. */
#ifndef IPCSCOPE_MODULES_H
#define IPCSCOPE_MODULES_H

struct layout;
struct layout *layout_share(struct layout *layout);
void layout_release(struct layout *layout);
#endif
