namespace Orleans.Runtime;

public class OrleansException : Exception
{
    public OrleansException() : base("Unexpected error.")
    {
    }

    public OrleansException(string message) : base(message)
    {
    }

    public OrleansException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}

/// <summary>The call was not executed; it may be tried again.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    public OrleansMessageRejectionException()
    {
    }

    public OrleansMessageRejectionException(string message) : base(message)
    {
    }

    public OrleansMessageRejectionException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}

/// <summary>The silo is stopping: no new activation is made.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException()
    {
    }

    public SiloUnavailableException(string message) : base(message)
    {
    }

    public SiloUnavailableException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
