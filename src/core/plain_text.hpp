#pragma once

#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// What a person would read in `bytes`, which a command wrote for a terminal or Windows saved to a
/// file: without a UTF-8 byte order mark, from UTF-16 if its byte order mark says so, without the
/// escape sequences of ECMA-48 (CSI, OSC, character sets), and with LF alone at the end of lines
/// (from CR LF or CR). A sequence that does not end is left as it is. Linear in time.
secret plain_text(std::string_view bytes);

}  // namespace ibmcloud_token
