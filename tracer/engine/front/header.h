/* How a trace begins: the preamble and the header record (docs/trace-format.md). */
#ifndef IPCSCOPE_HEADER_H
#define IPCSCOPE_HEADER_H

#include "base/bytes.h"
#include "front/record_options.h"

enum { TRACE_MAGIC_LENGTH = 8 };
#define TRACE_MAGIC "IPCTRACE"

struct bytes header_of(const struct record_options *options);

#endif
