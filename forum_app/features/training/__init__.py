"""Training: the courses, who did, booked or would like each, and asking for one."""
