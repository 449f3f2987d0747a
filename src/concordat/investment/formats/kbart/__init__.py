"""Lists of holdings as KBART (NISO RP-9-2014) writes them: read, checked, with positions."""
