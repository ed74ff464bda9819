#pragma once

#include <string>
#include <vector>

#include "kamsim/decision/certificate.hpp"
#include "kamsim/report/certificate_text.hpp"

namespace kamsim {

/// A table of a page: the first column and those named as text are flush left, the others hold numbers.
struct PageTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::size_t text_columns = 1; ///< counted from the left
};

struct PageSection {
    std::string heading;
    std::vector<std::string> paragraphs;
    std::vector<std::string> bullets;
    PageTable table; ///< without rows: none
};

/// What a certificate says, before it is laid out: terminal and Markdown show the same words.
struct CertificatePage {
    std::string title;
    std::string subtitle;
    std::string recommendation;
    std::vector<PageSection> sections;
};

[[nodiscard]] CertificatePage certificate_page(const Certificate& certificate, const CertificateOrigin& origin);

} // namespace kamsim
