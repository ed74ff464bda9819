#include <iostream>

#include <kamsim/model/catalogue.hpp>
#include <kamsim/version.hpp>

int main()
{
    std::cout << "kamsim " << kamsim::version() << " (" << kamsim::revision() << ") with "
              << kamsim::model_catalogue().size() << " parameters\n";
}
