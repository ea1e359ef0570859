#include "stacks.h"
uint32_t stacks_take(struct task *task) { (void)task; return 0; }
