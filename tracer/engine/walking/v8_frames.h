/* The frames of JavaScript functions on the stack of a thread that runs V8. */
#ifndef IPCSCOPE_V8_FRAMES_H
#define IPCSCOPE_V8_FRAMES_H

#include <stddef.h>
#include <stdint.h>

struct task;
struct v8_layout;

/* In a function of a script that is known, or in code whose functions are not known (module 0). */
#define UNKNOWN_POSITION UINT64_MAX
enum { script_frames_at_most = 32 };
struct script_frame {
    uint32_t module;
    uint64_t position; /* in characters of the script */
};

struct script_frames {
    struct script_frame frames[script_frames_at_most]; /* innermost first */
    size_t count;
    /* Where C++ entered V8, if the walk came so far; else 0. */
    uint64_t entry_frame_pointer;
};

/* From the frame pointer of V8's own code up to where C++ entered it. Frames of Node's own scripts are left out. Ends with the first whose
 * functions are not known: what is further out tells nothing then. */
void v8_frames(const struct task *task, const struct v8_layout *layout, uint64_t frame_pointer, struct script_frames *frames);

#endif
