using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Rooms.Configuration;

/// <summary>
/// Reads one options class with <see cref="SectionReader"/> and hands its faults to the framework's start-up validation, which lists those of
/// every class of every role before anything starts.
/// </summary>
internal sealed class CheckedOptions<T>(IConfiguration configuration, string section) : IConfigureOptions<T>, IValidateOptions<T>
    where T : class
{
    private readonly List<string> faults = [];

    public void Configure(T options)
    {
        lock (faults)
        {
            faults.Clear();
            SectionReader.Read(configuration, section, options, faults);
        }
    }

    public ValidateOptionsResult Validate(string? name, T options)
    {
        lock (faults) return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
