/* One inquiry: whom it concerns, and what is asked (docs/engine-interface.md, "Inquiry programs"). */
#ifndef IPCSCOPE_INQUIRY_H
#define IPCSCOPE_INQUIRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "targets/operand.h"

struct bytes;
struct found_descriptor;
struct number_set;
struct task;

enum inquiry_subject { SUBJECT_FD, SUBJECT_PROCESS, SUBJECT_THREAD, SUBJECT_NUMBER, SUBJECT_MACHINE };
enum inquiry_question {
    QUESTION_INFO,
    QUESTION_TEXT,
    QUESTION_MEMORY,
    QUESTION_MAPPING,
    QUESTION_SHARED,
    QUESTION_CALL,
    QUESTION_TEE,
    QUESTION_PEEK,
    QUESTION_SIGNALS,
    QUESTION_NETLINK
};
enum selection { SELECT_ALL, SELECT_TYPE, SELECT_LINK, SELECT_FILE_SYSTEM };

/* `buffer:4`, `buffer:65536:result`, `buffer:65544:result+8`, `buffer:128:size` */
enum kept { KEPT_ALL, KEPT_RESULT, KEPT_SIZE };
enum call_argument_kind { CALL_NUMBER, CALL_SUBJECT, CALL_INDEX, CALL_BUFFER, CALL_SIZE };

enum { call_arguments_at_most = 6, buffer_at_most = 1024 * 1024 };

struct inquiry {
    char *line;
    enum inquiry_subject subject;
    enum inquiry_question question;

    enum selection selection;         /* SUBJECT_FD */
    uint64_t selected;                /* SELECT_TYPE: of st_mode; SELECT_FILE_SYSTEM: the magic number (statfs(2)) */
    const char *link_start;           /* SELECT_LINK; QUESTION_MAPPING: of the name in maps */
    const struct number_set *numbers; /* SUBJECT_NUMBER */

    bool of_process;      /* QUESTION_SIGNALS */
    const char *path;     /* QUESTION_TEXT; but for the machine, below the subject's directory in /proc */
    const char *request;  /* QUESTION_NETLINK: a message (netlink(7)), hexadecimal */
    uint64_t number;      /* QUESTION_CALL: which call is made; QUESTION_MEMORY: of the threads in that call; QUESTION_NETLINK: protocol */
    struct operand place; /* QUESTION_MEMORY */
    uint64_t length;      /* QUESTION_MEMORY, _MAPPING, _SHARED, _TEE, _PEEK; QUESTION_CALL: of the buffer */
    bool repeated;        /* QUESTION_CALL: with index 0, 1, 2 … until it fails */
    enum kept kept;
    uint64_t kept_plus;
    unsigned argument_count;
    struct {
        enum call_argument_kind kind;
        uint64_t number;
    } arguments[call_arguments_at_most];
};

/* `false` when the line makes no sense. The inquiry keeps a copy of it. */
bool inquiry_parse(const char *line, struct inquiry *inquiry);

/* What the kernel said. `error` is 0 or an errno, and then `result` is -1 and there are no bytes; a text that is too
 * long is cut, with the error EFBIG. */
struct answer {
    int64_t result;
    int error;
    size_t length; /* of the bytes appended */
};
void inquiry_read_text(const char *path, struct bytes *output, struct answer *answer);
/* /proc/PID/maps in place of what `maps` held, as a string; empty when the process is gone. */
void inquiry_read_maps(pid_t pid, struct bytes *maps);
void inquiry_read_memory(pid_t tid, uint64_t address, uint64_t length, struct bytes *output, struct answer *answer);
void inquiry_call(const struct inquiry *inquiry, uint64_t subject, uint64_t index, struct bytes *output, struct answer *answer);
/* What waits in a pipe, by tee(2), which consumes nothing. */
void inquiry_tee(const struct inquiry *inquiry, int descriptor, struct bytes *output, struct answer *answer);
/* What waits in a socket, by recv(2) with MSG_PEEK; refused (EBUSY) where even that would change something. */
void inquiry_peek(const struct inquiry *inquiry, int descriptor, struct bytes *output, struct answer *answer);
/* What a netlink protocol answers to a request for a dump: its messages with their heads, without the last, NLMSG_DONE. */
void inquiry_netlink(const struct inquiry *inquiry, struct bytes *output, struct answer *answer);

#endif
