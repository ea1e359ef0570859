#include "top/leaving.h"

#include <unistd.h>

#include "base/inherited.h"
#include "base/poll.h"
#include "base/trace.h"
#include "client/client.h"
#include "events/launch.h"
#include "recording/records.h"

void leaving(void) {
    record_end(launch_first_status(), END_LEFT);
    trace_close();
    client_end(launch_first_status());
    poll_unwatch(client_descriptor());
    client_lose();
    setsid();
    inherited_release_all();
}
