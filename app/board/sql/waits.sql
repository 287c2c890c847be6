-- roles: board

-- usual_wait() -> integer
SELECT usual_wait();
