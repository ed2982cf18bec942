#pragma once

#include <string>
#include <vector>

namespace ibmcloud_token::migrate {

/// An output of `ibmcloud iam oauth-tokens`, and the tokens in it.
struct sample {
    std::string output;
    std::string iam_token;
    std::string uaa_token;  ///< empty if there is none
};

/// Outputs in text, or in JSON: with tokens of different length, without a UAA token and with one,
/// JSON on one line and on several. A filter that depends on more than the shape of a token, its
/// label and its place gives different results for them.
const std::vector<sample>& text_samples();
const std::vector<sample>& json_samples();

}  // namespace ibmcloud_token::migrate
