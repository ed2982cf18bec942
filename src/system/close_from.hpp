#pragma once

namespace ibmcloud_token {

/// Closes `first` and all descriptors above it. Safe between vfork and exec.
void close_from(int first);

}  // namespace ibmcloud_token
