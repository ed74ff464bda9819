// Writes the page with every kind of drawing (tests/support/sample_report.hpp) for the checks in a browser.
//   write_sample_report FILE [name] [en|it|de]
#include <fstream>
#include <string>
#include <string_view>

#include "kamsim/report/html_page.hpp"
#include "kamsim/report_assets.hpp"
#include "support/sample_report.hpp"

int main(int count, char** words)
{
    if (count < 2) {
        return 2;
    }
    const std::string name = count > 2 ? words[2] : "";
    const std::string_view wanted = count > 3 ? words[3] : "en";
    const auto locale = wanted == "it" ? kamsim::Locale::it : wanted == "de" ? kamsim::Locale::de : kamsim::Locale::en;
    std::ofstream page(words[1], std::ios::binary);
    page << kamsim::html_page(kamsim::test::sample_report(name, kamsim::NumberStyle(locale, "kEUR")),
                              kamsim::program::report_assets());
    page.close();
    return page ? 0 : 1;
}
