from kombu.exceptions import OperationalError as OperationalError
