/* SPDX-License-Identifier: Apache-2.0
 * test_student.c - Student's t. */
#include "harness.h"
#include "analysis/student.h"

typedef struct value {
    double given;
    double df;
    double expected;
} value;

/* Expected values: for whole df the tail is a finite series (Abramowitz & Stegun 26.7.3 and 26.7.4), in 200 digits. */
TEST(the_tail_equals_the_closed_forms)
{
    static const value cases[] = {
        {0.25, 1, 0.84404173924526138},
        {1, 1, 0.5},
        {12.5, 1, 0.050821347332231794},
        {1e6, 1, 6.3661977236736911e-07},
        {0.5, 2, 0.66666666666666663},
        {40, 2, 0.0006244146721847406},
        {1e-3, 3, 0.99926489496946092},
        {2.5, 3, 0.087706647008065547},
        {1.75, 5, 0.14052235898854254},
        {2.25, 8, 0.05456730579993524},
        {10, 8, 8.4881815276284924e-06},
        {30, 8, 1.6535256751789746e-09},
        {0.125, 9, 0.9032710946853213},
        {2.0, 29, 0.054943637182967187},
        {12, 30, 5.5801854151992556e-13},
        {1.5, 97, 0.13686229725636595},
        {1.75, 98, 0.083248297590718431},
        {2.0, 500, 0.046040682769031442},
        {25, 498, 5.5617941342959486e-90},
        {3.25, 9999, 0.0011578665655469235},
        {0.5, 10000, 0.61708607932323345},
        {20, 10000, 2.7646525865407734e-87},
        {0.5, 1000000, 0.61707518747237133},
        {1.75, 1000000, 0.080118620416547881},
        {3, 1000000, 0.0026998625414217971},
        {8, 1000000, 1.2455063433202519e-15},
        {1.0078125, 1000000, 0.31354472771688024},
        {1, 1000000, 0.31731074983357815},
        {1.0078125, 40, 0.31960237444816714},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_NEAR(dr_student_p(cases[i].given, cases[i].df), cases[i].expected, 1e-13);
        CHECK_NEAR(dr_student_p(-cases[i].given, cases[i].df), cases[i].expected, 1e-13);
    }
}

TEST(few_degrees_of_freedom_have_their_formulas)
{
    for (double t = 0.0625; t < 2000; t *= 1.25) {
        CHECK_NEAR(dr_student_p(t, 1), 2 / 3.14159265358979323846 * atan(1 / t), 1e-13);
        CHECK_NEAR(dr_student_p(t, 2), 2 / (sqrt(2 + t * t) * (sqrt(2 + t * t) + t)), 1e-13);
    }
}

TEST(many_degrees_of_freedom_come_near_the_normal_curve)
{
    CHECK_NEAR(dr_student_p(1, 1e6), erfc(1 / sqrt(2)), 1e-6);
    CHECK_NEAR(dr_student_p(3, 1e6), erfc(3 / sqrt(2)), 3e-5);
    CHECK_NEAR(dr_student_quantile(0.05, 1e6), 1.9599639845400545, 2e-6);
}

/* The same series, solved by halving; the first six digits are those of any textbook's table. */
TEST(quantiles_equal_the_printed_tables)
{
    static const value cases[] = {
        {0.05, 1, 12.706204736174705},   {0.05, 2, 4.3026527297494637},  {0.05, 5, 2.5705818356363155},
        {0.05, 8, 2.3060041352041667},   {0.05, 10, 2.2281388519862748}, {0.05, 30, 2.0422724563012382},
        {0.05, 100, 1.9839715185235522}, {0.05, 498, 1.964738982967289}, {0.01, 4, 4.604094871349993},
        {0.001, 20, 3.8495162749308274}, {0.9, 7, 0.13029279659177739},  {1e-9, 3, 1301.6371672916928},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_NEAR(dr_student_quantile(cases[i].given, cases[i].df), cases[i].expected, 1e-13);
}

TEST(the_ends_are_defined)
{
    CHECK_NEAR(dr_student_p(0, 5), 1, 0);
    CHECK_NEAR(dr_student_p(INFINITY, 5), 0, 0);
    CHECK_NEAR(dr_student_p(1e200, 5), 0, 0);
    CHECK_NEAR(dr_student_quantile(1, 5), 0, 0);
    CHECK_NEAR(dr_student_quantile(0, 5), INFINITY, 0);
    CHECK(isnan(dr_student_p(NAN, 5)) && isnan(dr_student_p(1, 0)) && isnan(dr_student_p(1, NAN)));
    CHECK(isnan(dr_student_quantile(-0.1, 5)) && isnan(dr_student_quantile(NAN, 5)));
    CHECK(isnan(dr_student_quantile(0.05, 0)));
}

int main(void)
{
    return RUN(the_tail_equals_the_closed_forms, few_degrees_of_freedom_have_their_formulas,
               many_degrees_of_freedom_come_near_the_normal_curve, quantiles_equal_the_printed_tables,
               the_ends_are_defined);
}
