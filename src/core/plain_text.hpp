#pragma once

#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// The text that a person would see. `bytes` were written for a terminal, or saved to a file by
/// Windows:
///
///   - a UTF-8 byte order mark is dropped; UTF-16 with a byte order mark is converted;
///   - terminal controls are dropped: CSI; the strings OSC, DCS, APC, PM and SOS, each ended by ST
///     or BEL; designations of character sets, ESC, one of `( ) * +` and one character; ESC and one
///     of `7 8 = > c D E H M Z`; SO and SI. A control that does not end is left as it is;
///   - cursor-forward (CSI n C) and a no-break space become a blank;
///   - every line ends with LF, also where it ended with CR or CR LF.
///
/// Linear in time.
secret plain_text(std::string_view bytes);

}  // namespace ibmcloud_token
