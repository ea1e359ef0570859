/* The half of the command line that Node runs. */
#ifndef IPCSCOPE_FRONT_NODE_H
#define IPCSCOPE_FRONT_NODE_H

/* A file of the folder where this program is. */
char *beside_us(const char *name);
/* With these words, up to NULL. */
void become_node(char **arguments) __attribute__((noreturn));

#endif
