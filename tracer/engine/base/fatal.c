#include "base/fatal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/complain.h"

static void (*report)(int status, const char *sentence);

void fatal_on_report(void (*also_told)(int status, const char *sentence)) {
    report = also_told;
}

void fatal(const char *format, ...) {
    char sentence[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    complain(sentence);
    if (report != NULL)
        report(STATUS_ENGINE_FAULT, sentence);
    /* PTRACE_O_EXITKILL ends the targets. */
    exit(STATUS_ENGINE_FAULT);
}

void fatal_no_memory(void) {
    fatal("there is not enough memory.");
}
