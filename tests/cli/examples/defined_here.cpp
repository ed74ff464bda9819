// A bad example, with defined_there.cpp: two functions of one name and one list of arguments.
namespace kamsim {

double defined_twice(double x);

double defined_twice(double x)
{
    return x;
}

} // namespace kamsim
