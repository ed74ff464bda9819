#pragma once

#include <string>
#include <vector>

#include "kamsim/decision/certificate.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim {

/// Where the numbers of a certificate come from, as it prints them.
struct CertificateOrigin {
    std::vector<InputFile> inputs;     ///< scenario and its files, with their hashes
    std::string program;               ///< version and revision that simulated
    std::vector<std::string> commands; ///< that make it again, one after the other
};

/// One page for a terminal: at most terminal_width wide, lines ended by a line feed.
[[nodiscard]] std::string certificate_text(const Certificate& certificate, const CertificateOrigin& origin,
                                           Colour colour);

/// The same page in Markdown. What stands in names has no meaning there.
[[nodiscard]] std::string certificate_markdown(const Certificate& certificate, const CertificateOrigin& origin);

/// The same as one JSON object, indented, ended by a line feed. Money in kEUR; what is undefined is null.
[[nodiscard]] std::string certificate_json(const Certificate& certificate, const CertificateOrigin& origin);

} // namespace kamsim
