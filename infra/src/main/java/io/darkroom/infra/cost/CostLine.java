package io.darkroom.infra.cost;

/// One line of the bill.
///
/// @param what what is paid for
/// @param how how much of it
/// @param dollars US dollars
record CostLine(String what, String how, double dollars) {}
