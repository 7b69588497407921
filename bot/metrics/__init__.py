"""What Prometheus is told of this process, and of the installation."""
