#include "system/head_and_tail.hpp"

#include <algorithm>

namespace ibmcloud_token {

void head_and_tail::append(std::string_view bytes) {
    const std::size_t for_head = std::min(limit_ - head_.size(), bytes.size());
    head_.append(bytes.substr(0, for_head));
    bytes.remove_prefix(for_head);
    tail_.append(bytes);
    if (tail_.size() > 2 * limit_) {
        has_gap_ = true;
        tail_ = secret(tail_.view().substr(tail_.size() - limit_));
    }
}

secret head_and_tail::text() const {
    const std::size_t kept = std::min(tail_.size(), limit_);
    secret text;
    text.reserve(head_.size() + 1 + kept);
    text.append(head_.view());
    if (has_gap_ || kept < tail_.size()) {
        text.append('\n');
    }
    text.append(tail_.view().substr(tail_.size() - kept));
    return text;
}

}  // namespace ibmcloud_token
