using System.Text;
using HelpdeskConsole;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await App.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error);
